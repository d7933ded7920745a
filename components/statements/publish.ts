import { allow, type Statement } from "../../policypack/iam";
import type { AwsLocation } from "../pattern/location";
import { kmsViaService } from "./viaService";

/**
 * What publishing to one topic of the place takes; for an encrypted one the use of its key too, through Amazon SNS only.
 * The key's own policy must let policies of the account decide, or name the role.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export const publishStatements = (
    location: AwsLocation,
    topicArn: string,
    kmsKeyArn?: string,
): readonly Statement[] => [
    allow("PublishToTopic", ["sns:Publish"], [topicArn]),
    ...(kmsKeyArn === undefined
        ? []
        : [
              allow(
                  "UseKeyOfTopic",
                  ["kms:GenerateDataKey", "kms:Decrypt"],
                  [kmsKeyArn],
                  kmsViaService(location, "sns"),
              ),
          ]),
];
