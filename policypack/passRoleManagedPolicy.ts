import type { Configuration } from "./configuration";
import { attachedBy, type Surroundings } from "./documents";
import { passesEveryRole } from "./places/managedPolicies";
import { arnParts } from "./iam";
import { fingerprint, type Finding } from "./rules";
import {
    settingsOnce,
    stood,
    SubjectSurroundings,
    visitAll,
    type Ruling,
    type RuleWords,
    type Subject,
} from "./ruling";

/** A managed policy of AWS is no document of the stack, but attaching it grants what its text grants. */
export const passRoleManagedPolicy: RuleWords = {
    name: "iam-passrole-managed-policy",
    level: "mandatory",
    severity: "critical",
    description: "No AWS managed policy that lets its holder pass every role may be attached.",
    remediationSteps: "Attach a policy of your own that passes the roles that are meant, by name.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
};

const findingOf = (arn: string, account = "ACCOUNT_ID"): Finding | undefined => {
    const known = passesEveryRole(arn);
    if (known === undefined) {
        return undefined;
    }
    const { name, to } = known;
    const role = `arn:${arnParts(arn.trim())?.partition ?? "aws"}:iam::${account}:role/ROLE_NAME`;
    return {
        path: "",
        found: `${name} attached, which passes every role to ${to} (text as of ${known.dataOf})`,
        why: "Its holder can hand a service any role of the account, an administrator's too, and act as that role.",
        paste:
            "a policy of your own with what is needed of it, and " +
            `{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "${role}", ` +
            '"Condition": { "StringEquals": { "iam:PassedToService": "SERVICE.amazonaws.com" } } }',
        ...(to === "any service" ? {} : { level: "advisory" }),
    };
};

/** Asks the rule about the policies a resource attaches. */
export const askAttachments = (
    subject: Subject,
    configuration: Configuration,
    day: string,
    tell: (ruling: Ruling) => void,
    readTemplate?: Surroundings["readTemplate"],
): void => {
    const { type, props, urn } = subject;
    const settings = settingsOnce(configuration, subject);
    visitAll(attachedBy(type, props, new SubjectSurroundings(settings, readTemplate)), ({ property, arn }) => {
        const finding = typeof arn === "string" ? findingOf(arn, settings().account) : undefined;
        if (finding !== undefined && typeof arn === "string") {
            const { level = passRoleManagedPolicy.level } = finding;
            const name = fingerprint(passRoleManagedPolicy.name, arn.trim(), urn);
            const ruling = { ...finding, rule: passRoleManagedPolicy, level, urn, property, fingerprint: name };
            tell(stood(ruling, configuration, day));
        }
    });
};
