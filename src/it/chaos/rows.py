"""All rows, by their name in the table."""

from chaos import custom, disk, filesystem, host, network, process

ROWS = {row.id: row for row in (
    disk.Full, disk.DeletedOpen, disk.Refilled, custom.Hung, custom.Ineffective, disk.Inodes,
    process.Zombies, network.RouteLost, network.AddressLost, network.LinkDown,
    network.Blackhole, network.PeerDead, process.ServiceDead, process.CpuHog, process.MemoryHog,
    host.Heat, network.Slow, network.ResolverDead, filesystem.Stopped, filesystem.Remounted,
    disk.Log, custom.Killed, disk.SparseLog, process.CrashLoop)}
