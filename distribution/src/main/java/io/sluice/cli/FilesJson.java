package io.sluice.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.sluice.validate.FileFinding;
import io.sluice.validate.FileReport;

/** What a comparison of files found, for programs. The names are documented in the user guide. */
final class FilesJson {
    private FilesJson() {}

    static JsonArray of(FileReport report) {
        JsonArray files = new JsonArray();
        report.findings().forEach(finding -> files.add(file(finding)));
        return files;
    }

    private static JsonObject file(FileFinding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("file", finding.path());
        json.addProperty("method", finding.method());
        json.addProperty("verdict", FilesText.verdict(finding));
        json.addProperty("why", finding.why());
        json.addProperty("on_mismatch", finding.onMismatch().word());
        json.addProperty("fails", finding.fails());
        return json;
    }
}
