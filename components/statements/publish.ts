import { allow, type Statement } from "../../policypack/iam";
import type { AwsLocation } from "../pattern/location";
import { kmsViaService } from "./viaService";

/**
 * Allows publishing to one topic, and using the KMS key of an encrypted topic through Amazon SNS only. The key policy
 * must delegate to the IAM policies of the account, or name the role.
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
