import { ec2RescueWorkflow } from "./ec2RescueWorkflow";

export const supportResetAccess = ec2RescueWorkflow({
    name: "AWSSupport-ResetAccess",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-awssupport-resetaccess.html",
    instance: "InstanceId",
    statements: [
        {
            name: "ReadKey",
            actions: ["ssm:GetParameter"],
            resources: ["arn:{partition}:ssm:{region}:{account}:parameter/ec2rl/openssh/{InstanceId}/key"],
        },
    ],
    listed: ["ssm:StartAutomationExecution", "ssm:GetParameter", "ssm:GetAutomationExecution"],
});
