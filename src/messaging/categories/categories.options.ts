/** What a host says about categories. */
export interface CategoriesOptions {
  /** Whether only registered categories are taken; without it, any name is a category. */
  strictCategories?: boolean;
}
