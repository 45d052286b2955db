package io.sluice.dump;

import io.sluice.control.Control;
import io.sluice.dump.FrozenDump.Taken;
import io.sluice.image.NewSet;
import io.sluice.image.format.MessageWriter;
import io.sluice.image.manifest.Manifest;
import io.sluice.state.StateImage;
import io.sluice.state.TreeState;
import java.io.IOException;
import java.util.Optional;

/** The set of a dump: gets the state beside the pages, and is committed, once, in the stop or after it. */
final class DumpedSet implements FrozenDump.Committing {
    private final NewSet set;
    private final TreeState state;
    private final LookedAtFiles files;
    private final TreeDrain drain;
    private final Round round;
    private final Facts facts;
    private final Control control;
    private final ActionScripts scripts;
    private Optional<Manifest> committed = Optional.empty();

    DumpedSet(
            NewSet set,
            TreeState state,
            LookedAtFiles files,
            TreeDrain drain,
            Round round,
            Facts facts,
            Control control,
            ActionScripts scripts) {
        this.set = set;
        this.state = state;
        this.files = files;
        this.drain = drain;
        this.round = round;
        this.facts = facts;
        this.control = control;
        this.scripts = scripts;
    }

    @Override
    public void commit(Taken taken, Facts.Stop stop) throws IOException {
        for (StateImage image : state.images(files.names())) {
            write(image);
        }
        control.check("committing the set");
        committed = Optional.of(set.commit(facts.of(drain, round, stop, taken.draining(), files.entries())));
        state.committed();
        scripts.afterDump(control);
    }

    private void write(StateImage image) throws IOException {
        try (MessageWriter writer = MessageWriter.begin(image.type(), set.state(image.name()))) {
            for (StateImage.Part part : image.parts()) {
                writer.write(part.message());
                writer.writeRaw(part.bytes());
            }
        }
    }

    /** What it says of itself, once it is committed. */
    Manifest manifest() {
        return committed.orElseThrow();
    }
}
