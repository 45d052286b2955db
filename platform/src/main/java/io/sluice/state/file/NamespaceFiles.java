package io.sluice.state.file;

import io.sluice.image.message.FileEntry;
import io.sluice.image.message.NamespaceFileEntry;
import io.sluice.kernel.FileStatus;
import io.sluice.kernel.PinnedFile;
import io.sluice.state.Refusal;
import io.sluice.state.tree.Namespaces;
import java.util.Map;

/** Namespaces that are held open (namespaces(7)): those that Sluice and the tree are in. */
final class NamespaceFiles implements DescriptorKind {
    /** clone(2). */
    private static final Map<String, Integer> FLAGS = Map.of(
            "pid", 0x20000000,
            "net", 0x40000000,
            "ipc", 0x08000000,
            "uts", 0x04000000,
            "mnt", 0x00020000,
            "user", 0x10000000,
            "cgroup", 0x02000000,
            "time", 0x00000080);

    @Override
    public boolean knows(FileStatus status, String name) {
        return FLAGS.containsKey(type(name));
    }

    @Override
    public FileKind kind() {
        return FileKind.NAMESPACE_FILE;
    }

    @Override
    public FileEntry take(int id, OpenedDescriptor descriptor) {
        String type = type(descriptor.name());
        if (!PinnedFile.link("/proc/self/ns/" + type).equals(descriptor.name())) {
            throw Refusal.of(
                    descriptor.task(),
                    descriptor.what() + " is " + descriptor.name() + ", another namespace than that of Sluice",
                    "it cannot be dumped yet; pre-dumps of the tree work");
        }
        NamespaceFileEntry namespace = NamespaceFileEntry.newBuilder()
                .setId(id)
                .setNsId(Namespaces.number(type))
                .setNsCflag(FLAGS.get(type))
                .setFlags(descriptor.facts().flags())
                .build();
        return FileEntry.newBuilder()
                .setType(kind().number())
                .setId(id)
                .setNsf(namespace)
                .build();
    }

    /** "net:[4026531840]" is of the type net. */
    private static String type(String name) {
        int colon = name.indexOf(":[");
        return colon < 0 ? "" : name.substring(0, colon);
    }
}
