import { getOwn } from "../../documents/values/paths";
import type { PropertyReport, ResourceRule } from "../../engine/rule";

const mostNodes = 1_000;
const mostDays = 30;
const dayOfMilliseconds = 86_400_000;

type Id = "limitOutOfRange" | "invalidDate" | "expiresTooLate";

const reason = "Anyone with the activation code and ID can register a machine as a managed node of the account.";
const expiryFix = `Set expirationDate to at most ${mostDays} days from now.`;

/**
 * Reports activations that exceed the limits of AWS. An expiration date in the past is compliant: an expired activation
 * may stay in the stack, and its nodes stay registered.
 */
export const activationLimits: ResourceRule<Id> = {
    name: "ssm-activation-limits",
    on: "resource",
    level: "advisory",
    severity: "medium",
    description: "Activations should expire within 30 days and limit the number of nodes that can register.",
    remediationSteps:
        "Set expirationDate to at most 30 days from now and registrationLimit to the number of nodes, at most 1,000.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-activation-managed-nodes.html",
    messages: {
        limitOutOfRange: {
            message: `registrationLimit is {limit}, but AWS accepts 1 to ${mostNodes}`,
            reason: "AWS rejects any other limit, so the activation is not created.",
            fix: "Set registrationLimit to the number of nodes that register.",
        },
        invalidDate: { message: 'expirationDate "{date}" is not a valid date', reason, fix: expiryFix },
        expiresTooLate: {
            message: `expirationDate {date} is more than ${mostDays} days after {day}`,
            reason,
            fix: expiryFix,
        },
    },
    types: new Set(["aws:ssm/activation:Activation"]),
    check: (_type, props, day) => [
        ...limitReports(getOwn(props, "registrationLimit")),
        ...expiryReports(getOwn(props, "expirationDate"), day),
    ],
};

const limitReports = (limit: unknown): readonly PropertyReport<Id>[] =>
    typeof limit === "number" && (limit < 1 || limit > mostNodes)
        ? [
              {
                  property: "registrationLimit",
                  path: "",
                  messageId: "limitOutOfRange",
                  data: { limit },
                  identity: String(limit),
                  replacement: () => ({ path: "", value: limit < 1 ? 1 : mostNodes }),
              },
          ]
        : [];

const expiryReports = (expiry: unknown, day: string): readonly PropertyReport<Id>[] => {
    if (typeof expiry !== "string") {
        return [];
    }
    const time = Date.parse(expiry);
    // Only the day is known, so the limit is the end of the day.
    const latest = Date.parse(day) + (mostDays + 1) * dayOfMilliseconds;
    if (time <= latest) {
        return [];
    }
    const suggestion = new Date(Date.parse(day) + dayOfMilliseconds).toISOString().replace(".000Z", "Z");
    const found = {
        property: "expirationDate",
        path: "",
        identity: expiry,
        replacement: () => ({ path: "", value: suggestion }),
    };
    return [
        Number.isNaN(time)
            ? {
                  ...found,
                  messageId: "invalidDate",
                  data: { date: expiry },
              }
            : {
                  ...found,
                  messageId: "expiresTooLate",
                  data: { date: expiry, day },
              },
    ];
};
