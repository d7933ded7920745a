import { accountOf } from "../../components/pattern/location";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { isAccountId } from "../../policypack/iam";
import type { CheckedInstance } from "../config/check";
import { mapLeaves } from "../config/encrypted";
import { providerKey } from "../config/instances";

/** The accounts in the ARNs of a component's own args. What it inherits or refers to is checked elsewhere. */
const accountsIn = ({ args }: CheckedInstance): ReadonlySet<string> => {
    const accounts = new Set<string>();
    mapLeaves(args, (leaf) => {
        const account = typeof leaf === "string" ? accountOf(leaf) : undefined;
        if (account !== undefined && isAccountId(account)) {
            accounts.add(account);
        }
        return leaf;
    });
    return accounts;
};

/**
 * Warns about a component whose ARNs all name another account than that of its provider: it is probably meant for that
 * account. A component that names both works across accounts on purpose.
 */
export const accountWarnings = (instance: CheckedInstance): readonly ValidationIssue[] => {
    const { accountId } = instance.scope.location;
    const [other, ...more] = accountsIn(instance);
    return other === undefined || more.length > 0 || other === accountId
        ? []
        : [
              {
                  path: instance.path,
                  message: `names only ARNs of account ${other}, but deploys to account ${accountId}`,
                  fix: `If it is meant for account ${other}, set "${providerKey}" to a provider of that account, and declare it in "ssm-access:providers".`,
              },
          ];
};
