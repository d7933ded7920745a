/**
 * What else keeps a resource that speaks to everyone from being public: where the request comes from. AWS's own
 * definition. @see Amazon S3 User Guide, access-control-block-public-access, "The meaning of public" (2026)
 */
import type { Judge } from "./conditions";
import { accounts, arns, filledIn, organizationPaths, organizations } from "./conditionValues";
import { hasWildcard } from "../syntax/glob";
import { operatorNamed } from "../syntax/conditionOperators";
import type { BindingKey } from "./confusedDeputyKeys";
import { isToldLater } from "../syntax/deferredValue";
import { hasVariable } from "../syntax/variables";

const literal =
    (variables: boolean): Judge =>
    (value, { operator }) => {
        if (variables && hasVariable(value)) return filledIn(value);
        if (value === "" || hasWildcard(value))
            return { grip: "open", why: `"${value}" fits the networks of strangers` };
        const compares = operatorNamed(operator)?.compares;
        return compares === "text" || compares === "arn"
            ? { grip: "binds" }
            : { grip: "open", why: "it does not compare text" };
    };

/** AWS takes an address range wider than these for the public. */
const widest = { v4: 8, v6: 32 };

const addresses =
    (variables: boolean): Judge =>
    (value, { operator }) => {
        if (variables && hasVariable(value)) return filledIn(value);
        if (operatorNamed(operator)?.compares !== "address")
            return { grip: "open", why: `\`${operator}\` does not compare addresses` };
        if (isToldLater(value)) return { grip: "binds" };
        const [address = "", bits] = value.split("/", 2);
        const isV6 = address.includes(":");
        const width = bits === undefined ? 128 : Number(bits);
        return width >= (isV6 ? widest.v6 : widest.v4)
            ? { grip: "binds" }
            : { grip: "open", why: `"${value}" is most of the internet` };
    };

/** An auth type of IAM makes callers sign; `NONE` lets everyone call. */
const authTypes = (): Judge => (value) =>
    value === "AWS_IAM" ? { grip: "binds" } : { grip: "open", why: `"${value}" asks nothing of the caller` };

/** A mount target stands in a network of one's own, and only those who reach that network come through it. */
const mountTargets =
    (): Judge =>
    (value, { operator }) =>
        operator === "Bool" && value.toLowerCase() === "true"
            ? { grip: "binds" }
            : { grip: "open", why: `"${value}" lets in who comes another way` };

/** Beside the source and caller keys. */
export const publicKeys: readonly BindingKey[] = [
    { key: "aws:sourcevpce", judge: literal },
    { key: "aws:sourcevpc", judge: literal },
    { key: "aws:sourcevpcarn", judge: arns },
    { key: "aws:vpceaccount", judge: accounts },
    { key: "aws:vpceorgid", judge: organizations },
    { key: "aws:vpceorgpaths", judge: organizationPaths },
    { key: "aws:sourceip", judge: addresses },
    { key: "aws:userid", judge: literal },
    { key: "aws:sourceowner", judge: accounts },
    { key: "s3:dataaccesspointaccount", judge: accounts },
    { key: "s3:dataaccesspointarn", judge: arns },
    { key: "lambda:functionurlauthtype", judge: authTypes },
    // Amazon EFS User Guide, access-control-block-public-access; VPC Lattice User Guide, auth-policies (2026)
    { key: "elasticfilesystem:accessedviamounttarget", judge: mountTargets },
    { key: "vpc-lattice-svcs:sourcevpc", judge: literal },
    { key: "vpc-lattice-svcs:sourcevpcowneraccount", judge: accounts },
];
