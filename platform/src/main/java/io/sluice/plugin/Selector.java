package io.sluice.plugin;

import io.sluice.config.ComponentChoice;
import io.sluice.config.Configuration;
import io.sluice.config.CopyChoice;
import io.sluice.config.DrainRule;
import io.sluice.config.FileRule;
import io.sluice.config.Place;
import io.sluice.config.Problems;
import io.sluice.config.ValueSettings;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.copy.Copy;
import io.sluice.spi.Availability;
import io.sluice.spi.ComponentException;
import io.sluice.spi.ComponentFactory;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.FileValidatorFactory;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageSinkFactory;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.DirtyTrackerFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes the components that one configuration calls for. Used once. */
final class Selector {
    private final Registry registry;
    private final Lending lending;
    private final Configuration configuration;
    private final Lasting lasting;
    private final Problems problems = new Problems();
    private final MadeComponents made = new MadeComponents();
    private final CopyOnWriteArrayList<String> notes = new CopyOnWriteArrayList<>();

    Selector(Registry registry, Lending lending, Configuration configuration, Lasting lasting) {
        this.registry = registry;
        this.lending = lending;
        this.configuration = configuration;
        this.lasting = lasting;
    }

    /** Makes all, or none and says why: for settings, all that is wrong in all of them. */
    Selection select() {
        try {
            Chosen<DrainStrategy> drain = drain(configuration.drain(), configuration.drainRules());
            List<Chosen<DirtyTracker>> trackers = trackers(configuration.tracker(), configuration.witness());
            Chosen<ImageSink> sink = stack(configuration.sinks());
            List<Copy> copies = configuration.copies().stream().map(this::copy).toList();
            Validators validators = validators(configuration.files());
            problems.raise();
            return new Selection(drain, trackers, sink, copies, validators, notes, made);
        } catch (RuntimeException | Error failure) {
            Failures.closeAfter(failure, made);
            throw failure;
        }
    }

    private Chosen<DrainStrategy> drain(ComponentChoice choice, List<DrainRule> rules) {
        Chosen<DrainStrategy> usual = drain(choice);
        Map<DrainRule, Chosen<DrainStrategy>> others = new LinkedHashMap<>();
        rules.forEach(rule -> others.put(rule, drain(rule.drain())));
        return rules.isEmpty() ? usual : DrainByMapping.of(usual, others);
    }

    private Chosen<DrainStrategy> drain(ComponentChoice choice) {
        Offer<DrainStrategyFactory> offer = working(registry.drains().find(choice));
        return new Chosen<>(make(offer, choice, offer.factory()::create), offer.named());
    }

    private List<Chosen<DirtyTracker>> trackers(ComponentChoice choice, Optional<ComponentChoice> witness) {
        Optional<Chosen<DirtyTracker>> first = tracker(choice);
        return witness.isEmpty()
                ? first.stream().toList()
                : new WitnessedTracker(choice, witness.get()).of(first, tracker(witness.get()));
    }

    private Optional<Chosen<DirtyTracker>> tracker(ComponentChoice choice) {
        boolean automatic = choice.name().equals(Configuration.AUTO);
        if (automatic || choice.name().equals(Configuration.NONE)) {
            new ValueSettings("tracker '" + choice.name() + "'", choice.settings(), problems).finish();
            return automatic ? firstThatWorks() : Optional.empty();
        }
        return Optional.of(tracker(working(registry.trackers().find(choice)), choice));
    }

    private Chosen<DirtyTracker> tracker(Offer<DirtyTrackerFactory> offer, ComponentChoice choice) {
        return new Chosen<>(make(offer, choice, offer.factory()::create), offer.named());
    }

    private Validators validators(List<FileRule> rules) {
        Map<ComponentChoice, Chosen<FileValidator>> byChoice = new LinkedHashMap<>();
        Map<FileRule, List<Chosen<FileValidator>>> byRule = new LinkedHashMap<>();
        for (FileRule rule : rules) {
            List<Chosen<FileValidator>> methods = new ArrayList<>();
            for (ComponentChoice choice : rule.methods()) {
                if (isLoadedOrAskedFor(choice)) {
                    methods.add(byChoice.computeIfAbsent(choice, this::validator));
                }
            }
            byRule.put(rule, methods);
        }
        return new Validators(byRule);
    }

    /** What holds by default must not ask for plugins that somebody took out. */
    private boolean isLoadedOrAskedFor(ComponentChoice choice) {
        return !choice.place().equals(Place.DEFAULT) || registry.validators().has(choice.name());
    }

    private Chosen<FileValidator> validator(ComponentChoice choice) {
        Offer<FileValidatorFactory> offer = working(registry.validators().find(choice));
        return new Chosen<>(make(offer, choice, offer.factory()::create), offer.named());
    }

    private Optional<Chosen<DirtyTracker>> firstThatWorks() {
        for (Offer<DirtyTrackerFactory> offer : candidates()) {
            Optional<String> missing = missing(offer).or(() -> refusal(offer));
            if (missing.isEmpty()) {
                return Optional.of(tracker(offer, ComponentChoice.of(offer.name())));
            }
            notes.add(offer.label() + " was passed over: " + missing.get());
        }
        notes.add("no loaded tracker works here; all pages are taken");
        return Optional.empty();
    }

    /** Those that outlive rounds come first, where they may at all. */
    private List<Offer<DirtyTrackerFactory>> candidates() {
        return registry.trackers().all().stream()
                .filter(offer -> lasting.allowed() || !outlives(offer))
                .sorted(Comparator.comparing(offer -> !outlives(offer)))
                .toList();
    }

    private Optional<String> refusal(Offer<DirtyTrackerFactory> offer) {
        return outlives(offer) ? lasting.refusal().get() : Optional.empty();
    }

    private static boolean outlives(Offer<DirtyTrackerFactory> offer) {
        return offer.plugin().calls().call("when asked how long its " + offer.label() + " lasts", () -> offer.factory()
                .outlivesRounds());
    }

    private Optional<String> missing(Offer<?> offer) {
        try {
            return offer.probe(lending) instanceof Availability.Missing missing
                    ? Optional.of(Failures.firstLine(missing.reason()))
                    : Optional.empty();
        } catch (SluiceException failure) {
            return Optional.of(failure.getMessage());
        }
    }

    private Chosen<ImageSink> stack(List<ComponentChoice> choices) {
        return new SinkStack(choices, this::sinkOffer, this::sink).build();
    }

    private Copy copy(CopyChoice choice) {
        Chosen<ImageSink> sink = stack(choice.sinks());
        return new Copy(sink.named().name(), sink.component(), choice.to(), choice.required());
    }

    private Offer<ImageSinkFactory> sinkOffer(ComponentChoice choice) {
        return working(registry.sinks().find(choice));
    }

    private ImageSink sink(Offer<ImageSinkFactory> offer, ComponentChoice choice, Optional<ImageSink> below) {
        return make(offer, choice, (host, settings) -> offer.factory().create(host, settings, below));
    }

    private <F extends ComponentFactory> Offer<F> working(Offer<F> offer) {
        if (offer.probe(lending) instanceof Availability.Missing missing) {
            throw new SluiceException(
                    ErrorCode.PLUGIN,
                    offer.label() + " does not work here: " + Failures.firstLine(missing.reason()),
                    Failures.firstLine(missing.remedy()));
        }
        return offer;
    }

    private <T extends AutoCloseable> T make(Offer<?> offer, ComponentChoice choice, Maker<T> maker) {
        ValueSettings settings = new ValueSettings(offer.label(), choice.settings(), problems, configuration.folder());
        String label = offer.label();
        Host host = lending.to(offer.kind(), offer.name(), line -> notes.addIfAbsent(label + ": " + line));
        T component = offer.plugin()
                .calls()
                .call("when its " + offer.label() + " was made", () -> maker.make(host, settings));
        made.add(offer, component);
        settings.finish();
        return component;
    }

    /** What the SPI's factories have in common. */
    private interface Maker<T> {
        T make(Host host, Settings settings) throws ComponentException;
    }
}
