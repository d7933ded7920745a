import type * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { GetRequiredPackagesResponse } from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { serve } from "./serve";

/**
 * A language host for projects whose program runs elsewhere, as ours do in the test's own process. `pulumi import` asks
 * a project's language host which packages the program needs; the state says it as well, so here it is none.
 */

const answering =
    <Response>(response: Response): grpc.handleUnaryCall<unknown, Response> =>
    (_, callback) => {
        callback(null, response);
    };

serve(LanguageRuntimeService, {
    getPluginInfo: answering(new PluginInfo().setVersion("1.0.0")),
    getRequiredPackages: answering(new GetRequiredPackagesResponse()),
});
