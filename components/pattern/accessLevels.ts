import type { Unwrap } from "./args";
import type { AccessLevelArgs } from "./granteesArgs";

/** An access level of any pattern, as far as it decides about its policy. */
type AccessLevel = Pick<Unwrap<AccessLevelArgs>, "grantees" | "createPolicy">;

/** Whether the component creates a customer managed policy for the level: for its grantees, or because it is asked to. */
export const hasPolicy = (level: { readonly [Name in keyof AccessLevel]?: unknown } | undefined): boolean =>
    level !== undefined && (level.grantees !== undefined || level.createPolicy === true);

/** Whether the component offers the document of the level as an output, because nobody gets the level from it. */
export const offersDocument = (level: { readonly grantees?: unknown } | undefined): boolean =>
    level !== undefined && level.grantees === undefined;

/** The output with the document of a level without grantees: `readerPolicyJson` for `readers`. */
export const policyJsonOutput = (level: string): string => `${level.replace(/s$/, "")}PolicyJson`;
