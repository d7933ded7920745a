import { numberOfStrings, type StatementModel } from "../../iam";
import type { Report } from "../../engine/rule";

/** The strings in all replacements for one statement. */
const maxStrings = 10_000;

/**
 * The replacement for one principal or resource of a statement, which repeats the statement. Absent if all of them
 * together are too long: nobody pastes hundreds of statements, and each would contain the others.
 */
export const replacementFor = (statement: StatementModel, write: () => string): Pick<Report, "replacement"> => {
    const { principals, notPrincipals, resources } = statement;
    const reports = Math.max(1, principals.length, notPrincipals.length, resources.length);
    return reports * numberOfStrings(statement) > maxStrings ? {} : { replacement: write() };
};
