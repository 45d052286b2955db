package io.sluice.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.sluice.resident.Resident;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** What is ours in targets, for people and for programs. */
final class ResidentsOutput {
    private final List<Resident> residents;

    ResidentsOutput(List<Resident> residents) {
        this.residents = residents;
    }

    JsonObject json() {
        JsonArray all = new JsonArray();
        for (Resident resident : residents) {
            JsonObject one = new JsonObject();
            one.addProperty("pid", resident.pid());
            one.addProperty("kind", kind(resident));
            JsonArray descriptors = new JsonArray();
            resident.descriptors().forEach(descriptors::add);
            one.add("descriptors", descriptors);
            resident.record().flatMap(record -> record.round()).ifPresent(round -> one.addProperty("round", round));
            resident.record().ifPresent(record -> one.addProperty("committed", record.closed()));
            all.add(one);
        }
        JsonObject json = new JsonObject();
        json.add("residents", all);
        return json;
    }

    /** @param none what is said when there is nothing */
    void print(PrintWriter out, String none) {
        if (residents.isEmpty()) {
            out.println(none);
        }
        for (Resident resident : residents) {
            out.println("process " + resident.pid() + ": " + meaning(resident) + descriptors(resident));
        }
    }

    private static String kind(Resident resident) {
        return resident.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static String meaning(Resident resident) {
        return switch (resident.kind()) {
            case TRACKING -> "its changes are tracked since " + since(resident);
            case INHERITED_TRACKING -> "has inherited the tracking of its parent, which has no effect here";
            case UNFINISHED_TRACKING -> "tracking that is not whole, and has no effect";
            case STUB -> "code of a Sluice that was killed, behind its vdso";
            case SHADOW -> "a task of a Sluice that was killed, which has ended";
        };
    }

    private static String since(Resident resident) {
        return resident.record()
                .filter(record -> record.closed())
                .flatMap(record -> record.round())
                .map(round -> "the set " + round)
                .orElse("a round that was not committed: the next set will be whole");
    }

    private static String descriptors(Resident resident) {
        return resident.descriptors().isEmpty()
                ? ""
                : " (descriptors "
                        + resident.descriptors().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + ")";
    }
}
