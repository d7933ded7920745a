import { ec2RescueWorkflow } from "./ec2RescueWorkflow";

export const supportExecuteEC2Rescue = ec2RescueWorkflow({
    name: "AWSSupport-ExecuteEC2Rescue",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-awssupport-executeec2rescue.html",
    instance: "UnreachableInstanceId",
    parameters: { LogDestination: {} },
    listed: ["ssm:StartAutomationExecution", "ssm:GetAutomationExecution"],
});
