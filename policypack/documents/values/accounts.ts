import { arnParts, isAccountId } from "../../iam";
import { keysOf, getOwn } from "./paths";
import { parseJson } from "./parseJson";

const deepest = 32;

/** The account fields of all ARNs among the strings of a value. */
const accountsIn = (value: unknown, depth: number): readonly string[] => {
    if (typeof value === "string") {
        const account = arnParts(value)?.account;
        return account !== undefined && isAccountId(account) ? [account] : [];
    }
    return depth === 0 ? [] : keysOf(value).flatMap((key) => accountsIn(getOwn(value, key), depth - 1));
};

/** The accounts in a document's Resource elements. Principals and conditions may refer to other accounts. */
export const documentAccounts = (raw: unknown): readonly string[] => {
    const document = typeof raw === "string" ? parseJson(raw) : raw;
    return [getOwn(document, "Statement")]
        .flat()
        .flatMap((statement) => accountsIn(getOwn(statement, "Resource"), deepest));
};
