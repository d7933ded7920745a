import { describeReplaced } from "./replacement";
import type { ResourceViolation, Violation } from "./violation";

type Located = Pick<ResourceViolation, "property" | "path">;

const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** JSON has line breaks only between its values, so that no text within it changes. */
const jsonOnOneLine = (json: string): string => json.replace(/\n\s*/g, " ");

/** The fix, and where the replacement goes if there is one. */
export const formatFix = ({ fix, replaces }: Pick<Violation, "fix" | "replaces">, whole?: string): string =>
    replaces === undefined ? `Fix: ${fix}` : `Fix: ${fix} ${describeReplaced(replaces, whole)}`;

/** The replacement; nothing if there is none. */
export const formatReplacement = ({ replacement }: Pick<Violation, "replacement">): readonly string[] =>
    replacement === undefined ? [] : [`Replacement: ${replacement}`];

/** The location within the resource: `inlinePolicies[0].policy.Statement[1].Resource`. */
export const formatLocation = ({ property, path }: Located): string =>
    [property, path].filter((part) => part !== "").join(".") || "the resource";

/** Formats a violation on one line: rule, location, message, reason, fix, and the replacement if there is one. */
export const formatOnOneLine = (
    { rule, path, message, reason, ...fix }: Omit<Violation, "rule"> & { readonly rule: { readonly name: string } },
    whole = "the document",
): string => {
    const where = path === "" ? whole : path;
    return [
        onOneLine(`${rule.name}: ${where}: ${message}. ${reason} ${formatFix(fix, whole)}`),
        ...formatReplacement(fix).map(jsonOnOneLine),
    ].join(" ");
};

/** Formats a violation for users: location, message, reason, fix, replacement, and fingerprint for an exemption. */
export const formatViolation = (violation: ResourceViolation): string => {
    const { message, reason, exemption, status } = violation;
    return [
        `${formatLocation(violation)}: ${message}. ${reason}`,
        formatFix(violation),
        ...formatReplacement(violation),
        ...(status === "expired" && exemption !== undefined
            ? [`The exemption ("${exemption.reason}") expired on ${exemption.expires}.`]
            : []),
        `Fingerprint: ${violation.fingerprint}`,
    ].join("\n");
};
