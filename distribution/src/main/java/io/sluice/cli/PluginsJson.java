package io.sluice.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.sluice.plugin.PluginReport;
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
