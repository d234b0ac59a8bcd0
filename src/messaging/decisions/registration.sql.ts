/**
 * What the registry says of one category in one tenant, of which its own registration comes before that for all tenants:
 * one row or none. `tenant` and `category` are SQL of type text.
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
