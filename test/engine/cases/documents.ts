import type { Properties } from "../../fakeAws/value";

export const accountId = "123456789012";

export const statement = (rest: Properties = {}): Properties => ({
    Effect: "Allow",
    Action: ["ssm:GetParameter"],
    Resource: ["*"],
    ...rest,
});

export const document = (...statements: Properties[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: statements.length > 0 ? statements : [statement()] });

export const trust = (rest: Properties = {}): string =>
    document({
        Effect: "Allow",
        Principal: { Service: ["ssm.amazonaws.com", "events.amazonaws.com", "scheduler.amazonaws.com"] },
        Action: ["sts:AssumeRole"],
        ...rest,
    });

/** A document of exactly this size, as IAM counts it. */
export const sized = (size: number): string => {
    const bare = document(statement({ Action: ["ssm:"] })).length;
    return document(statement({ Action: [`ssm:${"a".repeat(size - bare)}`] }));
};

/** A trust policy of exactly this size, as IAM counts it. */
export const trustSized = (size: number): string => {
    const bare = trust({ Sid: "" }).length;
    return trust({ Sid: "a".repeat(size - bare) });
};

export const grant = (rest: Properties): string => document(statement(rest));
