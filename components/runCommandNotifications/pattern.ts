import { passRole } from "../../policypack/iam";
import type { RunCommandNotificationsArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount, requireSameRegion } from "../pattern/sameAccountAndRegion";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import { physicalName, type NamingScope } from "../pattern/naming";
import { rolePatternConstraints } from "../pattern/commonConstraints";
import { arn } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicy, namedRole } from "../pattern/namedResources";
import { publishStatements } from "../statements/publish";
import { servicePrincipal } from "../statements/servicePrincipal";
import { serviceTrust, unverifiedSourceAccount } from "../statements/serviceTrust";
import * as limit from "../pattern/values";

type Args = Unwrap<RunCommandNotificationsArgs>;
type NameArgs = Pick<RunCommandNotificationsArgs, "path" | "roleName" | "topicName" | "topicArn">;

const constraints: Constraints<Args> = {
    properties: {
        ...rolePatternConstraints,
        acceptUnguardedTrust: limit.reason,
        topicArn: limit.topicArn,
        topicName: limit.topicName,
        kmsKeyArn: limit.kmsKeyArn,
        callers: { properties: { grantees: granteesConstraints } },
    },
    groups: [{ rule: "atMostOne", of: ["topicArn", "topicName"] }],
};

const roleOf = (scope: NamingScope, explicit: NameArgs): NamedResource => namedRole(scope, "notifications", explicit);

const ownTopic = (scope: NamingScope, { topicName }: NameArgs): NamedResource => {
    const name = topicName ?? physicalName(scope, "notifications", "topic");
    return { name, arn: arn(scope.location, "sns", name) };
};

/** A command publishes only to topics in its own Region, and a topic uses KMS keys of its own Region only. */
const regionSubject = "the commands run in";

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...requireSameAccount("topicArn", args.topicArn, scope),
    ...requireSameRegion("topicArn", args.topicArn, scope, regionSubject),
    ...requireSameRegion("kmsKeyArn", args.kmsKeyArn, scope, regionSubject),
    ...granteesIssues(args, ["callers"], scope),
];

/** The SNS topic for Run Command notifications, and the role that publishes to it. */
export const runCommandNotifications: Pattern<
    Args,
    {
        readonly role: NamedResource;
        /** Has no ARN if `topicArn` names an existing topic, because the component then creates none. */
        readonly topic: { readonly name: string; readonly arn?: string };
        readonly callers: NamedResource;
    },
    {
        readonly trust: PlannedDocument;
        readonly publish: PlannedDocument;
        readonly callers: PlannedDocument | undefined;
    },
    NameArgs
> = {
    component: "RunCommandNotifications",
    summary: "The SNS topic for Run Command notifications, the role that publishes to it, and who may pass that role.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-sns-notifications.html",
        "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
    ],
    unverified: [
        unverifiedSourceAccount(
            "Run Command notifications",
            "Send a command with the role and the topic. If no message arrives, AWS does not send the key.",
        ),
    ],
    constraints,
    children: {
        role: {
            kind: "role",
            nameArg: "roleName",
            trust: "trust",
            grants: ["publish"],
            passedTo: "ssm",
            passedBy: ["callers"],
        },
        topic: { kind: "topic", nameArg: "topicName", existingArg: "topicArn" },
        callers: { kind: "policy", purpose: "grantees" },
    },
    validate,
    names: (scope, explicit) => {
        const topic = ownTopic(scope, explicit);
        return {
            role: roleOf(scope, explicit),
            topic: explicit.topicArn === undefined ? topic : { name: topic.name },
            callers: namedPolicy(scope, "callers", explicit),
        };
    },
    documents: {
        trust: ({ location }, { acceptUnguardedTrust }) =>
            serviceTrust(location, "ssm", undefined, acceptUnguardedTrust),
        publish: (scope, args) =>
            grant(...publishStatements(scope.location, args.topicArn ?? ownTopic(scope, args).arn, args.kmsKeyArn)),
        callers: (scope, args) =>
            args.callers &&
            grant(passRole("PassNotificationRole", [roleOf(scope, args).arn], servicePrincipal(scope.location, "ssm"))),
    },
};
