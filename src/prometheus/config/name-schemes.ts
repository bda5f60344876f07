import { type EnumShape, oneOf } from '../../schema/shape.ts';

/** `metric_name_validation_scheme`; the empty text is the same as none. */
export const VALIDATION_SCHEME: EnumShape = {
  ...oneOf({
    utf8: 'Any UTF-8 text is a valid metric or label name.',
    legacy: 'Names have letters, digits, underscores (metrics: colons too) and no leading digit.',
  }),
  empty: 'accepted',
};

/** `metric_name_escaping_scheme` of a job; the empty text is the same as none. */
export const ESCAPING_SCHEME: EnumShape = {
  ...oneOf({
    'allow-utf-8': 'Asks targets for names as they are. Not with legacy validation.',
    underscores: 'Asks targets to replace what legacy names lack by underscores.',
    dots: 'Asks targets to write dots as `_dot_` and double underscores.',
    values: 'Asks targets to write `U__` and the code of each character that legacy names lack.',
  }),
  empty: 'accepted',
};
