package io.sluice.proc;

import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads /proc/PID/maps. The page of vsyscall, above all addresses of tasks, is left out. */
public final class MapsReader {

    private MapsReader() {}

    /** The mappings of a process, ascending; none when it is a zombie, empty when it is gone. */
    public static Optional<List<Mapping>> read(int pid) {
        return ProcFile.read("/proc/" + pid + "/maps").map(MapsReader::parse);
    }

    static List<Mapping> parse(ByteText text) {
        List<Mapping> mappings = new ArrayList<>();
        int lastPathAt = -1;
        String lastPath = "";
        while (!text.atEnd()) {
            long start = text.hex();
            long end = text.hex();
            Protection protection = Protection.of(text);
            text.next();
            long offset = text.hex();
            long device = text.hex() << 32 | text.hex();
            long inode = text.decimal();
            text.skipBlanks();
            int pathAt = text.position();
            if (lastPathAt >= 0 && text.sameLine(lastPathAt)) {
                text.skipLine();
            } else {
                lastPath = unescaped(text.line());
            }
            lastPathAt = pathAt;
            if (start >= 0) {
                MappingKind kind = KindRule.kind(protection.shared(), device, inode, lastPath);
                mappings.add(new Mapping(new PageRange(start, end), kind, protection, offset, device, inode, lastPath));
            }
        }
        return mappings;
    }

    /** The kernel escapes line feeds in paths, and nothing else. */
    private static String unescaped(String path) {
        return path.indexOf('\\') < 0 ? path : path.replace("\\012", "\n");
    }
}
