package io.sluice.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.sluice.plugin.Finding;
import io.sluice.plugin.PluginReport;
import io.sluice.plugin.PluginVerification;
import java.util.List;

/** The list of plugins, for programs. The names are documented in the user guide. */
final class PluginsJson {
    private PluginsJson() {}

    static JsonObject of(List<PluginReport> reports) {
        JsonArray plugins = new JsonArray();
        reports.forEach(report -> plugins.add(one(report)));
        JsonObject json = new JsonObject();
        json.add("plugins", plugins);
        return json;
    }

    static JsonObject of(PluginVerification found) {
        JsonArray findings = new JsonArray();
        for (Finding finding : found.findings()) {
            JsonObject one = new JsonObject();
            one.addProperty("unfit", finding.unfit());
            one.addProperty("what", finding.what());
            one.addProperty("remedy", finding.remedy());
            findings.add(one);
        }
        JsonObject json = new JsonObject();
        json.addProperty("path", found.path().toString());
        json.addProperty("plugin", found.id());
        json.addProperty("version", found.version());
        json.addProperty("sha256", found.sha256());
        json.addProperty("fit", found.fit());
        json.add("findings", findings);
        return json;
    }

    private static JsonObject one(PluginReport report) {
        Standings standing = Standings.of(report.standing());
        JsonObject json = new JsonObject();
        report.component().ifPresent(brings -> {
            json.addProperty("kind", brings.kind().word());
            json.addProperty("name", brings.name());
        });
        json.addProperty("plugin", report.plugin());
        json.addProperty("version", report.version());
        json.addProperty("path", report.path().toString());
        json.addProperty("summary", report.summary());
        json.addProperty("standing", standing.word());
        json.addProperty("reason", standing.reason());
        json.addProperty("remedy", standing.remedy());
        return json;
    }
}
