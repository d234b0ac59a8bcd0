/**
 * SQL for the registration of one category, one row or none. The tenant's own registration takes precedence over the
 * shared one. `tenant` and `category` are SQL expressions of type text.
 */
export const registrationSql = (
  categories: string,
  { tenant, category }: Record<'tenant' | 'category', string>,
): string => `
    SELECT registration.default_preference, registration.required_channels, registration.opt_in
    FROM ${categories} AS registration
    WHERE registration.tenant_id IN (${tenant}, '') AND registration.name = ${category}
      AND NOT registration.deleted
    ORDER BY registration.tenant_id DESC LIMIT 1`;
