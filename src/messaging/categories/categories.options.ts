/** The options about categories. */
export interface CategoriesOptions {
  /** Whether only registered categories are accepted. By default every valid name is accepted. */
  strictCategories?: boolean;
}
