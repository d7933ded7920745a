import { passRole } from "../../policypack/iam";
import type { RunCommandNotificationsArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { foreignAccount, foreignRegion } from "../pattern/sameAccountAndRegion";
import { granteesLimits, granteesProblems } from "../pattern/grantees";
import type { Limits } from "../pattern/constraints";
import { physicalName, type Identity } from "../pattern/naming";
import { rolePatternLimits } from "../pattern/commonConstraints";
import { arn } from "../pattern/location";
import { grant, type ExplicitNames, type Pattern, type Planned, type PlannedDocument } from "../pattern/pattern";
import type { Problem } from "../pattern/validationIssue";
import { plannedPolicy, plannedRole } from "../pattern/namedResources";
import { publishing } from "../statements/publish";
import { servicePrincipal } from "../statements/servicePrincipal";
import { trust, unverifiedSourceAccount } from "../statements/serviceTrust";
import * as limit from "../pattern/values";

type Args = Unwrap<RunCommandNotificationsArgs>;

const limits: Limits<Args> = {
    properties: {
        ...rolePatternLimits,
        acceptUnguardedTrust: limit.reason,
        topicArn: limit.topicArn,
        topicName: limit.topicName,
        kmsKeyArn: limit.kmsKeyArn,
        callers: { properties: { grantees: granteesLimits } },
    },
    together: [{ rule: "atMostOne", of: ["topicArn", "topicName"] }],
};

const roleOf = (identity: Identity, explicit: ExplicitNames): Planned =>
    plannedRole(identity, "notifications", explicit);

const ownTopic = (identity: Identity, { topicName }: ExplicitNames): Planned => {
    const name = topicName ?? physicalName(identity, "notifications", "topic");
    return { name, arn: arn(identity.place, "sns", name) };
};

/** SNS publishes in the topic's Region, with a key of that Region; a command notifies in its own. */
const standing = "the commands run in";

const problems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...foreignAccount("topicArn", args.topicArn, identity),
    ...foreignRegion("topicArn", args.topicArn, identity, standing),
    ...foreignRegion("kmsKeyArn", args.kmsKeyArn, identity, standing),
    ...granteesProblems(args, ["callers"], identity),
];

/** The topic of Run Command's notifications and the role that publishes to it. */
export const notifications: Pattern<
    Args,
    {
        readonly role: Planned;
        /** Without an ARN where the topic exists already: then it is not made, and the args name it. */
        readonly topic: { readonly name: string; readonly arn?: string };
        readonly callers: Planned;
    },
    {
        readonly trust: PlannedDocument;
        readonly publish: PlannedDocument;
        readonly callers: PlannedDocument | undefined;
    }
> = {
    component: "RunCommandNotifications",
    summary: "The topic that Run Command notifies, the role that publishes to it, and who may pass that role.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-sns-notifications.html",
        "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
    ],
    unverified: [
        unverifiedSourceAccount(
            "the notifications of Run Command",
            "Send one command with the role and the topic. Without a message at the topic, the key is not sent.",
        ),
    ],
    limits,
    problems,
    names: (identity, explicit) => {
        const topic = ownTopic(identity, explicit);
        return {
            role: roleOf(identity, explicit),
            topic: explicit.topicArn === undefined ? topic : { name: topic.name },
            callers: plannedPolicy(identity, "callers", explicit),
        };
    },
    documents: (identity, args) => {
        const { place } = identity;
        const topicArn = args.topicArn ?? ownTopic(identity, args).arn;
        return {
            trust: trust(place, "ssm", undefined, args.acceptUnguardedTrust),
            publish: grant(...publishing(place, topicArn, args.kmsKeyArn)),
            callers:
                args.callers &&
                grant(passRole("PassNotificationRole", [roleOf(identity, args).arn], servicePrincipal(place, "ssm"))),
        };
    },
};
