import type { FormatTable } from '../../schema/validation.ts';

/** The checks of the formats that shapes of kinds use. */
export const FORMATS: FormatTable = {
  quantity: text =>
    QUANTITY.test(text) ? undefined : invalid(`\`${text}\` is not a quantity, such as \`500m\`, \`2\` or \`1Gi\`.`),
};

/** See https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

function invalid(message: string) {
  return { problem: 'invalid-value', message, data: {} };
}
