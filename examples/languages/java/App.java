import com.pulumi.Pulumi;
import com.pulumi.ssmaccess.RunCommandAccess;
import com.pulumi.ssmaccess.RunCommandAccessArgs;
import com.pulumi.ssmaccess.inputs.GranteesArgs;
import com.pulumi.ssmaccess.inputs.RunCommandOperatorArgs;
import java.util.List;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var patching = new RunCommandAccess("patching", RunCommandAccessArgs.builder()
                .operator(RunCommandOperatorArgs.builder()
                    .documents(List.of("Acme-PatchNow"))
                    .targetTags(Map.of("PatchGroup", List.of("web")))
                    .grantees(GranteesArgs.builder().groups(List.of("ops")).build())
                    .build())
                .build());
            ctx.export("operatorPolicyArn", patching.operatorPolicyArn());
        });
    }
}
