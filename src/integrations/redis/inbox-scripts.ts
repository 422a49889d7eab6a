import type { Script } from './run-script.ts';

/**
 * KEYS: stream, last digest, last heard, wants confirmation. ARGV: limit, forget before, then for each delivery group,
 * digest, at, body. The answer: an outcome for each.
 * Equal to the group's last delivery: only heard. Else stored, if there is room. What is refused leaves no trace, or
 * the sender's next try would pass for a heartbeat.
 */
export const acceptDeliveriesScript: Script = {
  lua: `
local STREAM, DIGESTS, HEARD, CONFIRM = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local room = tonumber(ARGV[1]) - redis.call('XLEN', STREAM)
local outcomes = {}
for first = 3, #ARGV, 4 do
  local group, digest, at, body = ARGV[first], ARGV[first + 1], ARGV[first + 2], ARGV[first + 3]
  local outcome = 'stored'
  if redis.call('HGET', DIGESTS, group) == digest and redis.call('SISMEMBER', CONFIRM, group) == 0 then
    outcome = 'heartbeat'
  elseif room <= 0 then
    outcome = 'full'
  else
    redis.call('XADD', STREAM, '*', 'at', at, 'group', group, 'body', body)
    redis.call('HSET', DIGESTS, group, digest)
    room = room - 1
  end
  if outcome ~= 'full' then redis.call('ZADD', HEARD, 'GT', at, group) end
  outcomes[#outcomes + 1] = outcome
end
for _, old in ipairs(redis.call('ZRANGEBYSCORE', HEARD, '-inf', '(' .. ARGV[2], 'LIMIT', 0, 10)) do
  redis.call('ZREM', HEARD, old)
  redis.call('HDEL', DIGESTS, old)
  redis.call('SREM', CONFIRM, old)
end
return outcomes
`,
};

/** KEYS: stream, seen. ARGV: at, body, limit, seconds to remember the event's id. */
export const acceptEventScript: Script = {
  lua: `
if redis.call('EXISTS', KEYS[2]) == 1 then return 'repeated' end
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[3]) then return 'full' end
redis.call('XADD', KEYS[1], '*', 'at', ARGV[1], 'body', ARGV[2])
redis.call('SET', KEYS[2], '1', 'EX', ARGV[4])
return 'stored'
`,
};

/**
 * KEYS: stream, cursor, applied, failures. ARGV: entry, ms, seq, the entry after it, the applied marks' upper bound.
 * Only forward: a process that was left behind must not make applied entries look new.
 */
export const drainedScript: Script = {
  lua: `
local STREAM, CURSOR, APPLIED, FAILURES = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local ms, seq = tonumber(ARGV[2]), tonumber(ARGV[3])
local function isAfter(entry)
  local otherMs, otherSeq = string.match(entry, '^(%d+)-(%d+)$')
  otherMs, otherSeq = tonumber(otherMs), tonumber(otherSeq)
  return otherMs > ms or (otherMs == ms and otherSeq > seq)
end
local cursor = redis.call('GET', CURSOR)
if cursor and isAfter(cursor) then return 0 end
redis.call('SET', CURSOR, ARGV[1])
redis.call('XTRIM', STREAM, 'MINID', ARGV[4])
redis.call('ZREMRANGEBYLEX', APPLIED, '-', ARGV[5])
for _, entry in ipairs(redis.call('HKEYS', FAILURES)) do
  if not isAfter(entry) then redis.call('HDEL', FAILURES, entry) end
end
return 1
`,
};

/**
 * KEYS: stream, failures, quarantine, last digest. ARGV: entry or '', at, reason, body, limit.
 * The group's digest is forgotten: the same delivery sent again is worth another try, not a heartbeat.
 */
export const quarantineScript: Script = {
  lua: `
local entry = ARGV[1]
if entry ~= '' then
  local found = redis.call('XRANGE', KEYS[1], entry, entry)[1]
  if not found then return 0 end
  for at = 1, #found[2], 2 do
    if found[2][at] == 'group' then redis.call('HDEL', KEYS[4], found[2][at + 1]) end
  end
end
redis.call('XADD', KEYS[3], 'MAXLEN', ARGV[5], '*', 'entry', entry, 'at', ARGV[2], 'reason', ARGV[3], 'body', ARGV[4])
if entry ~= '' then
  redis.call('XDEL', KEYS[1], entry)
  redis.call('HDEL', KEYS[2], entry)
end
return 1
`,
};
