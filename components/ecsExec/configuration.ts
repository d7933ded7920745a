import type { EcsExecConfiguration } from "./args";
import type { Unwrap } from "../pattern/args";
import type { Constraints } from "../pattern/constraints";
import * as limit from "../pattern/values";

/** The encryption and the logs of ECS Exec, as the API of ECS takes them. */

type Configuration = Unwrap<EcsExecConfiguration>;

/** The part of a cluster's configuration that is about ECS Exec. */
export interface ExecuteCommandConfiguration {
    readonly logging: "DEFAULT" | "OVERRIDE";
    readonly kmsKeyId?: string;
    readonly logConfiguration?: {
        readonly cloudWatchLogGroupName?: string;
        readonly cloudWatchEncryptionEnabled?: boolean;
        readonly s3BucketName?: string;
        readonly s3BucketEncryptionEnabled?: boolean;
        readonly s3KeyPrefix?: string;
    };
}

export const configurationConstraints: Constraints<Configuration> = {
    properties: {
        kmsKeyArn: limit.kmsKeyArn,
        logGroup: { properties: { logGroupName: limit.logGroupName } },
        bucket: {
            properties: {
                bucketName: limit.bucketName,
                keyPrefix: limit.keyPrefix,
                kmsKeyArn: limit.kmsKeyArn,
                accountId: limit.accountId,
            },
        },
    },
};

/**
 * `OVERRIDE` logs to the given log group and bucket; `DEFAULT` uses the log configuration of the task.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html
 */
export const executeCommandConfiguration = ({
    kmsKeyArn,
    logGroup,
    bucket,
}: Configuration): ExecuteCommandConfiguration => ({
    logging: logGroup === undefined && bucket === undefined ? "DEFAULT" : "OVERRIDE",
    ...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),
    ...(logGroup === undefined && bucket === undefined
        ? {}
        : {
              logConfiguration: {
                  ...(logGroup === undefined
                      ? {}
                      : {
                            cloudWatchLogGroupName: logGroup.logGroupName,
                            cloudWatchEncryptionEnabled: logGroup.encrypted ?? true,
                        }),
                  ...(bucket === undefined
                      ? {}
                      : {
                            s3BucketName: bucket.bucketName,
                            s3BucketEncryptionEnabled: bucket.encrypted ?? true,
                            ...(bucket.keyPrefix === undefined ? {} : { s3KeyPrefix: bucket.keyPrefix }),
                        }),
              },
          }),
});
