package io.sluice.config;

import io.sluice.config.PluginPins.Pin;
import io.sluice.config.Value.Mapping;
import io.sluice.config.Value.Member;
import io.sluice.config.Value.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code pins} and {@code unpinned} of the plugins. */
final class PluginPinsReader {
    private static final String PINS = "pins";
    private static final String UNPINNED = "unpinned";
    private static final String LOAD = "load";
    private static final String REFUSE = "refuse";
    private static final String DIGITS = "the 64 hexadecimal digits of a SHA-256";

    private final ValueSettings section;
    private final Problems problems;

    PluginPinsReader(ValueSettings section, Problems problems) {
        this.section = section;
        this.problems = problems;
    }

    /** @param load the plugins that are loaded: a pin for another one is a mistake, for it would protect nothing */
    PluginPins read(List<PluginName> load) {
        List<String> ids = load.stream().map(PluginName::id).toList();
        boolean demanded = section.choice(UNPINNED, LOAD, List.of(LOAD, REFUSE)).equals(REFUSE);
        Map<String, Pin> pins = new LinkedHashMap<>();
        Optional<Value> value = section.value(PINS);
        if (value.isPresent() && value.get() instanceof Mapping mapping) {
            mapping.members().forEach((id, member) -> pin(id, member, ids).ifPresent(pin -> pins.put(id, pin)));
        } else {
            value.ifPresent(other -> section.wrong(PINS, other, "a mapping of plugin ids to " + DIGITS));
        }
        return new PluginPins(pins, demanded);
    }

    private Optional<Pin> pin(String id, Member member, List<String> ids) {
        if (!ids.contains(id)) {
            problems.add(
                    member.place(), "a pin for the plugin '" + id + "', which is not loaded", Suggestion.of(id, ids));
        }
        if (member.value() instanceof Text text && text.text().matches("[0-9a-fA-F]{64}")) {
            return Optional.of(new Pin(text.text().toLowerCase(Locale.ROOT), text.place()));
        }
        section.wrong(id, member.value(), DIGITS);
        return Optional.empty();
    }
}
