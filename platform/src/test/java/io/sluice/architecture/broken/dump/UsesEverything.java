package io.sluice.architecture.broken.dump;

import com.google.protobuf.ByteString;
import io.sluice.architecture.broken.kernel.Upwards;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import jnr.ffi.Pointer;
import org.pf4j.PluginManager;
import org.snakeyaml.engine.v2.nodes.Node;

/** Breaks: native calls, protocol buffers, yaml and pf4j in their rooms alone; sets read where they are checked; streams, exit, generic exceptions. */
public final class UsesEverything {
    /** Native memory outside of kernel. */
    public Pointer pointer;

    /** A message outside of image. */
    public ByteString bytes;

    /** YAML outside of config. */
    public Node node;

    /** pf4j outside of plugin. */
    public PluginManager plugins;

    /** The other half of a cycle. */
    public Upwards below;

    /** Bytes of a set that nobody checked. */
    public int read(SetReader reader, ByteBuffer into) throws IOException {
        return reader.read("pages-1.img", 0, into);
    }

    /** Writes to a standard stream, exits, throws what says nothing. */
    public void misbehave() {
        System.err.println("broken");
        if (pointer == null) {
            System.exit(1);
        }
        throw new RuntimeException("broken");
    }
}
