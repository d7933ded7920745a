import { introduceReplacement } from "./replacement";
import type { ResourceViolation, Violation } from "./violation";

type Located = Pick<ResourceViolation, "property" | "path">;

const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** JSON has line breaks only between its values, so that no text within it changes. */
const jsonOnOneLine = (json: string): string => json.replace(/\n\s*/g, " ");

/** The replacement and what it replaces; nothing if there is none. */
export const formatReplacement = (
    { replacement, replaces }: Pick<Violation, "replacement" | "replaces">,
    whole?: string,
): readonly string[] =>
    replacement === undefined || replaces === undefined
        ? []
        : [`${introduceReplacement(replaces, whole)}: ${replacement}`];

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
        ...replaced
    }: Omit<Violation, "rule"> & { readonly rule: { readonly name: string } },
    whole = "the document",
): string => {
    const where = path === "" ? whole : path;
    return [
        onOneLine(`${rule.name}: ${where}: ${message}. ${reason} Fix: ${fix}`),
        ...formatReplacement(replaced, whole).map(jsonOnOneLine),
    ].join(" ");
};

/** Formats a violation for users: location, message, reason, fix, replacement, and fingerprint for an exemption. */
export const formatViolation = (violation: ResourceViolation): string => {
    const { message, reason, fix, exemption, status } = violation;
    return [
        `${formatLocation(violation)}: ${message}. ${reason}`,
        `Fix: ${fix}`,
        ...formatReplacement(violation),
        ...(status === "expired" && exemption !== undefined
            ? [`The exemption ("${exemption.reason}") expired on ${exemption.expires}.`]
            : []),
        `Fingerprint: ${violation.fingerprint}`,
    ].join("\n");
};
