package io.sluice.plugin;

import io.sluice.config.PluginName;
import io.sluice.config.PluginSettings;
import io.sluice.failure.SluiceException;
import io.sluice.plugin.PluginReport.Brings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says of all plugins what can be said, one failure at a time. Used once. */
final class Survey {
    private final PluginSettings settings;
    private final Stock stock;
    private final PluginHost host;
    private final Lending lending;
    private final Registry registry = new Registry();

    Survey(PluginSettings settings, Stock stock, PluginHost host, Lending lending) {
        this.settings = settings;
        this.stock = stock;
        this.host = host;
        this.lending = lending;
    }

    List<PluginReport> all() {
        List<PluginReport> reports = new ArrayList<>();
        settings.load().forEach(name -> reports.addAll(named(name)));
        stock.found().stream()
                .filter(found ->
                        settings.load().stream().noneMatch(name -> name.id().equals(found.id())))
                .map(Survey::notNamed)
                .forEach(reports::add);
        return reports;
    }

    private List<PluginReport> named(PluginName name) {
        FoundPlugin found;
        try {
            found = stock.get(name);
        } catch (SluiceException missing) {
            return List.of(new PluginReport(name.id(), "", settings.folder(), Optional.empty(), "", failed(missing)));
        }
        try {
            LoadedPlugin plugin = host.load(found);
            registry.add(plugin);
            return components(plugin);
        } catch (SluiceException failure) {
            return List.of(report(found, failed(failure)));
        }
    }

    private List<PluginReport> components(LoadedPlugin plugin) {
        List<PluginReport> reports =
                registry.of(plugin).stream().map(this::component).toList();
        return reports.isEmpty()
                ? List.of(
                        report(plugin.found(), new Standing.Failed("it brings nothing", "take it out of plugins.load")))
                : reports;
    }

    private PluginReport component(Offer<?> offer) {
        FoundPlugin found = offer.plugin().found();
        Brings brings = new Brings(offer.kind(), offer.name());
        String summary = found.description();
        Standing standing;
        try {
            String doing = "when asked what its " + offer.label() + " does";
            summary = Failures.firstLine(offer.plugin().calls().call(doing, offer.factory()::summary));
            standing = new Standing.Probed(offer.probe(lending));
        } catch (SluiceException failure) {
            standing = failed(failure);
        }
        return new PluginReport(found.id(), found.version(), found.path(), Optional.of(brings), summary, standing);
    }

    private static PluginReport notNamed(FoundPlugin found) {
        return report(
                found,
                found.fault()
                        .<Standing>map(fault -> new Standing.Failed(fault.what(), fault.remedy()))
                        .orElseGet(Standing.NotLoaded::new));
    }

    private static PluginReport report(FoundPlugin found, Standing standing) {
        return new PluginReport(
                found.id(), found.version(), found.path(), Optional.empty(), found.description(), standing);
    }

    private static Standing failed(SluiceException failure) {
        return new Standing.Failed(failure.getMessage(), failure.remedy());
    }
}
