/** A resource beside hostile input, whose result must not be lost. */
import type { HostileResource } from "./kinds";
import type { Reported } from "./run";

const name = "beside-hostile-input";

/** An inline policy that one rule blocks. */
export const blocked: HostileResource = {
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: {
        role: name,
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Action: "iam:PassRole",
                Resource: `arn:aws:iam::*:role/*`,
                Condition: { StringEquals: { "iam:PassedToService": `${name}.amazonaws.com` } },
            },
        }),
    },
};

/** Whether the violation is the one on that policy. */
export const isBlocked = ({ policy, message }: Reported): boolean =>
    policy === "iam-passrole-wildcard" && message.includes(name);
