package io.sluice.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.kernel.Feature;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice check}: what this kernel and these rights allow, feature by feature, and what that means. */
@Command(
        name = "check",
        description = "Tries what this kernel and these rights allow, feature by feature, and says what that means.")
final class CheckCommand implements Callable<Integer> {
    private final Supplier<List<Feature>> check;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--feature",
            paramLabel = "NAME",
            description = "Print this feature alone, and end with status 1 when it does not work.")
    private String name;

    /** @param check tries all features; called once */
    CheckCommand(Surroundings surroundings, Supplier<List<Feature>> check) {
        this.options = new CommonOptions(surroundings);
        this.check = check;
    }

    @Override
    public Integer call() {
        options.read();
        List<Feature> features = wanted(check.get());
        options.print(spec, () -> json(features), out -> print(features, out));
        return name == null || features.get(0).works() ? 0 : ErrorCode.KERNEL.exitStatus();
    }

    private List<Feature> wanted(List<Feature> all) {
        if (name == null) {
            return all;
        }
        return all.stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> unknown(all));
    }

    private SluiceException unknown(List<Feature> all) {
        String names = all.stream().map(Feature::name).collect(Collectors.joining(", "));
        return new SluiceException(ErrorCode.USAGE, "there is no feature '" + name + "'", "name one of " + names);
    }

    private static void print(List<Feature> features, PrintWriter out) {
        for (Feature feature : features) {
            String detail = feature.detail().isEmpty() ? "" : ": " + feature.detail();
            out.printf("%-24s %s%s%n", feature.name(), feature.works() ? "yes" : "no", detail);
            out.printf("%-24s %s%n", "", feature.meaning());
        }
    }

    private static JsonObject json(List<Feature> features) {
        JsonArray all = new JsonArray();
        for (Feature feature : features) {
            JsonObject one = new JsonObject();
            one.addProperty("name", feature.name());
            one.addProperty("works", feature.works());
            one.addProperty("detail", feature.detail());
            one.addProperty("meaning", feature.meaning());
            all.add(one);
        }
        JsonObject json = new JsonObject();
        json.add("features", all);
        return json;
    }
}
