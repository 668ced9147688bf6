package io.github.vigia.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * The system calls of Linux on x86-64 and arm64, all through {@code long syscall(long number, ...)}
 * of libc, see syscall(2): one call shape, because each shape costs about half a megabyte. Nothing
 * native is loaded before the first object is made. One thread an object.
 */
public final class Libc {

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int ESRCH = 3;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int ENOTDIR = 20;
  static final int ELOOP = 40;

  static final int AT_FDCWD = -100;
  static final int O_RDONLY = 0;
  static final int O_CLOEXEC = 0x80000;

  /** The calls in use, with their numbers in asm/unistd_64.h and in asm-generic/unistd.h. */
  enum Call {
    READ(0, 63),
    CLOSE(3, 57),
    SOCKET(41, 198),
    SENDTO(44, 206),
    RECVFROM(45, 207),
    BIND(49, 200),
    GETSOCKNAME(51, 204),
    SETSOCKOPT(54, 208),
    UNAME(63, 160),
    FLOCK(73, 32),
    STATFS(137, 43),
    GETDENTS64(217, 61),
    OPENAT(257, 56),
    UNLINKAT(263, 35),
    PPOLL(271, 73),
    UTIMENSAT(280, 88),
    GETRANDOM(318, 278),
    STATX(332, 291);

    private final int onX86;
    private final int onArm;

    Call(int onX86, int onArm) {
      this.onX86 = onX86;
      this.onArm = onArm;
    }
  }

  /** Bound at the first use. */
  private static final class Bound {
    static final boolean ARM = isArm();
    static final StructLayout STATE = Linker.Option.captureStateLayout();
    static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    static final MethodHandle SYSCALL = bind();

    @SuppressWarnings("restricted") // the one place that binds native code
    private static MethodHandle bind() {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
              JAVA_LONG),
          Linker.Option.captureCallState("errno"));
    }
  }

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment state = arena.allocate(Bound.STATE);

  /** Whether this is a system whose call numbers are known here; nothing is loaded to tell. */
  public static boolean isAvailable() {
    return System.getProperty("os.name", "").equals("Linux") && (isX86() || isArm());
  }

  private static boolean isX86() {
    return System.getProperty("os.arch", "").equals("amd64");
  }

  private static boolean isArm() {
    return System.getProperty("os.arch", "").equals("aarch64");
  }

  /** Zeroed native memory, aligned for every struct, freed when nobody refers to it. */
  MemorySegment allocate(long bytes) {
    return arena.allocate(bytes, 8);
  }

  /** What the kernel returned; {@code -errno} if it failed. */
  long call(Call call, long a, long b, long c, long d, long e, long f) {
    long number = Bound.ARM ? call.onArm : call.onX86;
    try {
      long result = (long) Bound.SYSCALL.invokeExact(state, number, a, b, c, d, e, f);
      return result == -1 ? -(int) Bound.ERRNO.get(state, 0L) : result;
    } catch (Throwable t) {
      throw new IllegalStateException("syscall " + call + " could not be made", t);
    }
  }

  long call(Call call, long a, long b, long c) {
    return call(call, a, b, c, 0, 0, 0);
  }

  /** Opens for reading, with close-on-exec; a descriptor or {@code -errno}. See openat(2). */
  int open(int folder, MemorySegment path) {
    return (int) call(Call.OPENAT, folder, path.address(), O_RDONLY | O_CLOEXEC);
  }

  void close(int descriptor) {
    call(Call.CLOSE, descriptor, 0, 0);
  }

  /** A C string. */
  MemorySegment path(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    MemorySegment segment = allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  /** Unpredictable bits. See getrandom(2). */
  long random() {
    MemorySegment bits = allocate(8);
    call(Call.GETRANDOM, bits.address(), 8, 0);
    return bits.get(JAVA_LONG, 0);
  }

  /** The machine as the kernel names it: {@code x86_64}. See uname(2): fields of 65 bytes. */
  public String machine() {
    MemorySegment names = allocate(6 * 65);
    call(Call.UNAME, names.address(), 0, 0);
    return names.getString(4 * 65);
  }

  /** {@code -errno} as a sentence. */
  static String problem(long result) {
    return switch ((int) -result) {
      case EPERM, EACCES -> "not permitted";
      case ENOENT -> "no such file";
      case ESRCH -> "no such process";
      case 5 -> "input/output error";
      case 22 -> "invalid argument";
      case 97 -> "address family not supported";
      case 101 -> "network is unreachable";
      case 107 -> "transport endpoint is not connected";
      case 113 -> "no route to host";
      case 116 -> "stale file handle";
      default -> "error " + -result;
    };
  }

  static int intAt(MemorySegment segment, long offset) {
    return segment.get(JAVA_INT, offset);
  }
}
