package io.sluice.plugin;

import io.sluice.config.FileRule;
import io.sluice.spi.file.FileValidator;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file validators that the rules of one configuration call for. Usable from any thread. */
public final class Validators {
    private final Map<FileRule, List<Chosen<FileValidator>>> byRule;

    /** @param byRule those of each rule, in its order */
    public Validators(Map<FileRule, List<Chosen<FileValidator>>> byRule) {
        this.byRule = Map.copyOf(byRule);
    }

    /** Those of a rule, in its order. A rule that holds by default has those that are loaded, maybe none. */
    public List<Chosen<FileValidator>> of(FileRule rule) {
        return byRule.getOrDefault(rule, List.of());
    }

    /** One of that name; empty when no rule calls for it, or no loaded plugin has it. */
    public Optional<FileValidator> named(String name) {
        return byRule.values().stream()
                .flatMap(Collection::stream)
                .filter(validator -> validator.named().name().equals(name))
                .map(Chosen::component)
                .findFirst();
    }
}
