import { arnParts, matches, type PolicyString } from "../../iam";

/** A character that stands in no ARN: what matches it matches anything. */
const anything = "\u0001";

/**
 * The part of a Resource that says which resource of the service is meant: `parameter/*` of
 * `arn:aws:ssm:*:*:parameter/*`; undefined where it means none of that service.
 */
export const resourceOf = ({ text }: PolicyString, service: string): string | undefined => {
    const parts = arnParts(text);
    if (parts !== undefined) {
        return matches(parts.service, service) ? parts.resource : undefined;
    }
    return matches(text, `arn:aws:${service}:us-east-1:123456789012:${anything}`) ? "*" : undefined;
};

/** Whether a Resource means every resource of the service. */
export const isWholeService = (word: PolicyString, service: string): boolean => {
    const resource = resourceOf(word, service);
    return resource !== undefined && matches(resource, anything);
};
