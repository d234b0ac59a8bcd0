/** Bodies of a PUT for the OpenAPI document, by name. */
export const PREFERENCE_EXAMPLES = {
  category: {
    summary: 'A category: mail once a day',
    value: {
      category: 'billing',
      in_app_enabled: true,
      email_enabled: true,
      push_enabled: false,
      digest: 'daily',
    },
  },
  global_default: {
    summary: 'The global default, for all categories without a preference',
    value: {
      category: null,
      in_app_enabled: true,
      email_enabled: true,
      push_enabled: true,
      digest: 'instant',
    },
  },
  off: {
    summary: 'Everything off for a category',
    value: {
      category: 'marketing',
      in_app_enabled: false,
      email_enabled: false,
      push_enabled: false,
      digest: 'off',
    },
  },
};
