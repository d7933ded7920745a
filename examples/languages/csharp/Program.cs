// Not compiled by the tests.
using System.Collections.Generic;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.SsmAccess;
using Pulumi.SsmAccess.Inputs;

return await Deployment.RunAsync(() =>
{
    var patching = new RunCommandAccess("patching", new RunCommandAccessArgs
    {
        Operator = new RunCommandOperatorArgs
        {
            Documents = { "Acme-PatchNow" },
            TargetTags = { ["PatchGroup"] = ImmutableArray.Create<Input<string>>("web") },
            Grantees = new GranteesArgs { Groups = { "ops" } },
        },
    });

    return new Dictionary<string, object?> { ["operatorPolicyArn"] = patching.OperatorPolicyArn };
});
