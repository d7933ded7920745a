import type { ResourceViolation, Violation } from "./violation";

type Located = Pick<ResourceViolation, "property" | "path">;

const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The location within the resource: `inlinePolicies[0].policy.Statement[1].Resource`. */
export const formatLocation = ({ property, path }: Located): string =>
    [property, path].filter((part) => part !== "").join(".") || "the resource";

/** Formats a violation on one line: rule, location, message, reason, fix, and the replacement if there is one. */
export const formatOnOneLine = (
    {
        rule,
        path,
        message,
        reason,
        fix,
        replacement,
    }: Omit<Violation, "rule"> & { readonly rule: { readonly name: string } },
    whole = "the document",
): string => {
    const where = path === "" ? whole : path;
    const paste = replacement === undefined ? "" : ` Replacement: ${replacement}`;
    return onOneLine(`${rule.name}: ${where}: ${message}. ${reason} Fix: ${fix}${paste}`);
};

/** Formats a violation for users: location, message, reason, fix, replacement, and fingerprint for an exemption. */
export const formatViolation = (violation: ResourceViolation): string => {
    const { message, reason, fix, replacement, exemption, status } = violation;
    return [
        `${formatLocation(violation)}: ${message}. ${reason}`,
        `Fix: ${fix}`,
        ...(replacement === undefined ? [] : [`Replacement: ${replacement}`]),
        ...(status === "expired" && exemption !== undefined
            ? [`The exemption ("${exemption.reason}") expired on ${exemption.expires}.`]
            : []),
        `Fingerprint: ${violation.fingerprint}`,
    ].join("\n");
};
