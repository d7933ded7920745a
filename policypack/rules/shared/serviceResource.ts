import { arnParts, matches, type PolicyString } from "../../iam";

/** A character that no ARN contains, so only a wildcard matches it. */
const anything = "\u0001";

/**
 * The resource part of a Resource element: `parameter/*` for `arn:aws:ssm:*:*:parameter/*`; undefined if it matches no
 * resource of the service.
 */
export const resourceOf = ({ text }: PolicyString, service: string): string | undefined => {
    const parts = arnParts(text);
    if (parts !== undefined) {
        return matches(parts.service, service) ? parts.resource : undefined;
    }
    return matches(text, `arn:aws:${service}:us-east-1:123456789012:${anything}`) ? "*" : undefined;
};

/** Whether a Resource element matches every resource of the service. */
export const isWholeService = (word: PolicyString, service: string): boolean => {
    const resource = resourceOf(word, service);
    return resource !== undefined && matches(resource, anything);
};
