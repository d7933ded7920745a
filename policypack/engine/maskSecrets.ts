/** Keeps the values of Pulumi secrets out of everything that is printed about a violation. */
import type { MessageData } from "./message";
import type { ResourceViolation } from "./violation";
import { renderReport } from "./violation";

/** What Pulumi prints in place of a secret. */
const masked = "[secret]";

/** The secrets of a resource. */
export interface Secrets {
    /** The paths of its secret properties: `policy`, `permissions.accountIds`. */
    readonly paths: readonly string[];
    /** The texts of all secrets, which other properties may contain. */
    readonly texts: ReadonlySet<string>;
}

/** Shorter texts are no secret worth the name, and occur in other words. */
const shortest = 6;

const isWithin = (path: string, outer: string): boolean =>
    path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);

/** Whether the violation is about a property that is secret, or has a secret in it. */
const isAboutSecret = ({ property }: ResourceViolation, { paths }: Secrets): boolean =>
    property !== "" && paths.some((path) => isWithin(property, path) || isWithin(path, property));

/** The violation without the values of secrets: neither its texts nor its data and replacement show them. */
export const withoutSecrets = (violation: ResourceViolation, secrets: Secrets): ResourceViolation => {
    if (secrets.paths.length === 0 && secrets.texts.size === 0) {
        return violation;
    }
    const isSecret = isAboutSecret(violation, secrets);
    const texts = [...secrets.texts].filter(({ length }) => length >= shortest);
    const shows = (value: unknown): boolean =>
        typeof value === "string" && (isSecret || texts.some((text) => value.includes(text)));
    const { rule, messageId, path, fix, replacement, replaces, ...rest } = violation;
    const data: MessageData = Object.fromEntries(
        Object.entries(violation.data).map(([name, value]) => [name, shows(value) ? masked : value]),
    );
    const isChanged = Object.entries(data).some(([name, value]) => violation.data[name] !== value);
    const isShown = replacement === undefined || replaces === undefined || shows(replacement);
    return {
        ...rest,
        rule,
        messageId,
        path,
        fix,
        ...(isChanged ? renderReport(rule, { path, messageId, data }) : {}),
        data,
        ...(isShown ? {} : { replacement, replaces }),
    };
};
