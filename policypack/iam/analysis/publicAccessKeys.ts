/**
 * Condition keys on the origin of a request that keep a resource with a `"*"` principal from being public, by AWS's own
 * definition.
 * @see Amazon S3 User Guide, access-control-block-public-access, "The meaning of public" (2026)
 */
import type { ValueCheck } from "./conditions";
import { accounts, arns, callerSupplied, organizationPaths, organizations } from "./conditionValues";
import { hasWildcard } from "../syntax/glob";
import { operatorNamed } from "../syntax/conditionOperators";
import type { RestrictingKey } from "./confusedDeputyKeys";
import type { ZoneOfTrust } from "./zoneOfTrust";
import { isDeferred } from "../syntax/deferredValue";
import { memoizeByObject } from "../syntax/memoize";
import { isMostOfInternet, isUnionMostOfInternet } from "../syntax/network";
import type { PolicyString } from "../model/document";
import { hasVariable } from "../syntax/variables";

const literal =
    (variables: boolean): ValueCheck =>
    (value, { operator }) => {
        if (variables && hasVariable(value)) {
            return callerSupplied(value);
        }
        if (value === "" || hasWildcard(value)) {
            return { effect: "unrestricted", why: `"${value}" is not a single value` };
        }
        const compares = operatorNamed(operator)?.compares;
        return compares === "text" || compares === "arn"
            ? { effect: "restricts" }
            : { effect: "unrestricted", why: `\`${operator}\` does not compare strings` };
    };

const addresses =
    (variables: boolean): ValueCheck =>
    (value, { operator, values }) => {
        if (variables && hasVariable(value)) {
            return callerSupplied(value);
        }
        if (operatorNamed(operator)?.compares !== "address") {
            return { effect: "unrestricted", why: `\`${operator}\` does not compare addresses` };
        }
        if (isDeferred(value)) {
            return { effect: "restricts" };
        }
        if (isMostOfInternet(value)) {
            return { effect: "unrestricted", why: `"${value}" covers most of the internet` };
        }
        return areMostOfInternet(values)
            ? { effect: "unrestricted", why: `the ${values.length} networks together cover most of the internet` }
            : { effect: "restricts" };
    };

const areMostOfInternet = memoizeByObject((networks: readonly PolicyString[]): boolean =>
    isUnionMostOfInternet(networks.map(({ text }) => text)),
);

/** A mount target is in a VPC of the account, so only clients with access to that VPC can use it. */
const mountTargets =
    (): ValueCheck =>
    (value, { operator }) =>
        operator === "Bool" && value.toLowerCase() === "true"
            ? { effect: "restricts" }
            : { effect: "unrestricted", why: `"${value}" also allows access that does not use a mount target` };

/** A domain name in an address, with the character after it: what a wildcard follows is of its owner. */
const ofDomain = /^https?:\/\/[^/?*@:]+(?::\d+)?\//;
/** The domain of an email address, after the last wildcard. */
const atDomain = /^[^:/]*@[^@*?:/]+$/;

/**
 * The endpoint of a subscription: whoever confirms it receives the messages, so it restricts the statement to the owner
 * of the address, the domain or the account in it.
 *
 * @see Amazon SNS Developer Guide, sns-access-policy-use-cases; Service Authorization Reference, SNS (read 2026-12-01)
 */
const endpoints =
    (variables: boolean, zone: ZoneOfTrust): ValueCheck =>
    (value, condition) => {
        if (value.startsWith("arn:")) {
            return arns(variables, zone)(value, condition);
        }
        if (variables && hasVariable(value)) {
            return callerSupplied(value);
        }
        const known = operatorNamed(condition.operator);
        if (known?.compares !== "text") {
            return { effect: "unrestricted", why: `\`${condition.operator}\` does not compare strings` };
        }
        const isPattern = hasWildcard(value) && known.wildcards === "text";
        return value !== "" && (!isPattern || ofDomain.test(value) || atDomain.test(value))
            ? { effect: "restricts" }
            : { effect: "unrestricted", why: `"${value}" also matches endpoints of others` };
    };

/** These apply in addition to the source keys and the principal keys. */
export const publicAccessKeys: readonly RestrictingKey[] = [
    { key: "aws:sourcevpce", check: literal },
    { key: "aws:sourcevpc", check: literal },
    { key: "aws:sourcevpcarn", check: arns },
    { key: "aws:vpceaccount", check: accounts },
    { key: "aws:vpceorgid", check: organizations },
    { key: "aws:vpceorgpaths", check: organizationPaths },
    { key: "aws:sourceip", check: addresses },
    { key: "aws:userid", check: literal },
    { key: "aws:sourceowner", check: accounts },
    { key: "sns:endpoint", check: endpoints },
    { key: "s3:dataaccesspointaccount", check: accounts },
    { key: "s3:dataaccesspointarn", check: arns },
    // Amazon EFS User Guide, access-control-block-public-access; VPC Lattice User Guide, auth-policies (2026)
    { key: "elasticfilesystem:accessedviamounttarget", check: mountTargets },
    { key: "vpc-lattice-svcs:sourcevpc", check: literal },
    { key: "vpc-lattice-svcs:sourcevpcowneraccount", check: accounts },
];
