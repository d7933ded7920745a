import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { FakeAws, type Disruption, type Victim } from "./provider";
import type { CheckFailure } from "./inputs";
import { serve } from "../engine/support/serve";
import { PartialCreate } from "./awsError";
import type { Properties } from "./value";

/**
 * Serves the fake AWS as a provider plugin. The SDK's own `provider.main` cannot be used: it drops the arguments of
 * Configure, which hold the account, the Region and the default tags.
 */

const folder = process.env.FAKE_AWS_FOLDER;
if (folder === undefined) {
    throw new Error("FAKE_AWS_FOLDER is not set. The fake AWS stores its accounts there; the engine tests set it.");
}
const fakeAws = new FakeAws(folder);

const properties = (struct: Struct | undefined): Properties => struct?.toJavaScript() ?? {};
const struct = (values: Properties): Struct => Struct.fromJavaScript(values);

const failure = (error: unknown): Partial<grpc.ServiceError> => {
    const message = error instanceof Error ? error.message : String(error);
    const metadata = new grpc.Metadata();
    if (error instanceof PartialCreate) {
        const detail = new ErrorResourceInitFailed();
        detail.setId(error.id);
        detail.setProperties(struct(error.properties as Properties));
        detail.setReasonsList([message]);
        const any = new Any();
        any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
        const status = new Status();
        status.setCode(grpc.status.UNKNOWN);
        status.setMessage(message);
        status.addDetails(any);
        metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
    }
    return { code: grpc.status.UNKNOWN, details: message, metadata };
};

const killed: Readonly<Record<Victim, () => void>> = {
    provider: () => process.exit(1),
    engine: () => {
        // The parent is the engine: the shell that it started has replaced itself with this process by `exec`.
        process.kill(process.ppid, "SIGKILL");
        process.exit(0);
    },
};

/** Responds at once, after a delay, or never if a process is killed. */
const respond = ({ silentMs = 0, kills }: Disruption, answer: () => void): void => {
    const end = kills === undefined ? answer : killed[kills];
    if (silentMs > 0) {
        setTimeout(end, silentMs);
    } else {
        end();
    }
};

/** Makes a gRPC handler from a function: its result is the response, and what it throws is the error. */
const answering =
    <Request, Response>(work: (request: Request) => Response): grpc.handleUnaryCall<Request, Response> =>
    ({ request }, callback) => {
        const answer = ((): (() => void) => {
            try {
                const response = work(request);
                return () => {
                    callback(null, response);
                };
            } catch (error) {
                return () => {
                    callback(failure(error));
                };
            }
        })();
        respond(fakeAws.takeDisruption(), answer);
    };

const failuresOf = (failures: readonly CheckFailure[]): messages.CheckFailure[] =>
    failures.map(({ property, reason }) => new messages.CheckFailure().setProperty(property).setReason(reason));

const service: grpc.UntypedServiceImplementation = {
    getPluginInfo: answering<Empty, PluginInfo>(() => new PluginInfo().setVersion("7.48.0")),
    attach: answering(() => new Empty()),
    cancel: answering(() => new Empty()),
    getSchema: answering(() => new messages.GetSchemaResponse().setSchema("{}")),

    checkConfig: answering((request: messages.CheckRequest) =>
        new messages.CheckResponse().setInputs(request.getNews()).setFailuresList(failuresOf(fakeAws.checkConfig())),
    ),

    // Another Region means another provider: its resources must be replaced.
    diffConfig: answering((request: messages.DiffRequest) => {
        const [before, after] = [properties(request.getOlds()), properties(request.getNews())];
        const replaced = ["region"].filter((name) => before[name] !== after[name]);
        return new messages.DiffResponse()
            .setChanges(messages.DiffResponse.DiffChanges[replaced.length > 0 ? "DIFF_SOME" : "DIFF_NONE"])
            .setReplacesList(replaced);
    }),

    configure: answering((request: messages.ConfigureRequest) => {
        fakeAws.configure(properties(request.getArgs()));
        return new messages.ConfigureResponse().setSupportspreview(true);
    }),

    invoke: answering((request: messages.InvokeRequest) =>
        new messages.InvokeResponse().setReturn(
            struct(fakeAws.invoke(request.getTok(), properties(request.getArgs()))),
        ),
    ),

    check: answering((request: messages.CheckRequest) => {
        const { inputs, failures } = fakeAws.check(
            request.getUrn(),
            properties(request.getOlds()),
            properties(request.getNews()),
            request.getRandomseed_asU8(),
        );
        return new messages.CheckResponse().setInputs(struct(inputs)).setFailuresList(failuresOf(failures));
    }),

    diff: answering((request: messages.DiffRequest) => {
        const { changed, replaces, deleteBeforeReplace } = fakeAws.diff(
            request.getUrn(),
            properties(request.getOlds()),
            properties(request.getNews()),
        );
        const response = new messages.DiffResponse()
            .setChanges(messages.DiffResponse.DiffChanges[changed.length > 0 ? "DIFF_SOME" : "DIFF_NONE"])
            .setDiffsList([...changed])
            .setReplacesList([...replaces])
            .setDeletebeforereplace(deleteBeforeReplace)
            .setHasdetaileddiff(true);
        for (const name of changed) {
            const { UPDATE, UPDATE_REPLACE } = messages.PropertyDiff.Kind;
            const kind = replaces.includes(name) ? UPDATE_REPLACE : UPDATE;
            response.getDetaileddiffMap().set(name, new messages.PropertyDiff().setKind(kind));
        }
        return response;
    }),

    create: answering((request: messages.CreateRequest) => {
        const made = fakeAws.create(request.getUrn(), properties(request.getProperties()), request.getPreview());
        return new messages.CreateResponse().setId(made.id).setProperties(struct(made.properties));
    }),

    read: answering((request: messages.ReadRequest) => {
        const found = fakeAws.read(
            request.getId(),
            request.getUrn(),
            properties(request.getProperties()),
            properties(request.getInputs()),
        );
        return new messages.ReadResponse()
            .setId(found.id)
            .setProperties(struct(found.properties))
            .setInputs(struct(found.inputs));
    }),

    update: answering((request: messages.UpdateRequest) =>
        new messages.UpdateResponse().setProperties(
            struct(
                fakeAws.update(
                    request.getId(),
                    request.getUrn(),
                    properties(request.getOlds()),
                    properties(request.getNews()),
                    request.getPreview(),
                ),
            ),
        ),
    ),

    delete: answering((request: messages.DeleteRequest) => {
        fakeAws.delete(request.getId(), request.getUrn(), properties(request.getProperties()));
        return new Empty();
    }),
};

serve(ResourceProviderService, service);
