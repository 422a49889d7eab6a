import type { Script } from './run-script.ts';

/**
 * One append, all or nothing. Redis does not undo what a failing script wrote, so every check comes before the first
 * write, and the first write is the one that Redis itself may refuse.
 *
 * KEYS: see appendKeys in append-call.ts. ARGV: a JSON object of plain ASCII, the snapshot, the answer, then lists,
 * each led by its length: claims (key, from), applied inbox entries (inbox 1 or 2, ms, seq, mark), facts
 * (version, text, previous, mac, key), episodes (field, value, member by group), groups (id, value).
 */
export const appendScript: Script = {
  lua: `
local FACTS, STATE, EPISODES, BY_FINGERPRINT, BY_GROUP, GROUPS = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local CLAIMS, BY_CHANNEL, ALL, OPEN, DUE = KEYS[7], KEYS[8], KEYS[9], KEYS[10], KEYS[11]
local DECLARED, STORMS, ANSWER = KEYS[12], KEYS[13], KEYS[14]
local INBOX_CURSORS, INBOX_APPLIED = { KEYS[15], KEYS[17] }, { KEYS[16], KEYS[18] }

local taken = 0
local function take()
  taken = taken + 1
  return ARGV[taken]
end
local function takeList(width)
  local list = {}
  for row = 1, tonumber(take()) do
    local item = {}
    for column = 1, width do item[column] = take() end
    list[row] = item
  end
  return list
end
-- Lua's stack holds about 8,000 arguments, so long lists are written in pieces.
local function writeInPieces(command, key, flat)
  for from = 1, #flat, 1000 do
    redis.call(command, key, unpack(flat, from, math.min(from + 999, #flat)))
  end
end
local function isPast(ms, seq, cursor)
  if not cursor then return false end
  local cursorMs, cursorSeq = string.match(cursor, '^(%d+)-(%d+)$')
  cursorMs, cursorSeq = tonumber(cursorMs), tonumber(cursorSeq)
  return ms < cursorMs or (ms == cursorMs and seq <= cursorSeq)
end

local append = cjson.decode(take())
local snapshot, answer = take(), take()
local claims, applies = takeList(2), takeList(4)
local id = append.id

local state = redis.call('HMGET', STATE, 'version', 'head', 'foldVersion', 'kinds', 'nonce', 'seal')
-- The very same call once more: its reply was lost and the client sent it again.
if state[5] == append.nonce then return { 'appended' } end
if append.hasRequest then
  local earlier = redis.call('GET', ANSWER)
  if earlier then return { 'repeated', earlier } end
end
if state[3] and tonumber(state[3]) > append.foldVersion then return { 'newer-fold' } end
local known = {}
for _, kind in ipairs(append.knownKinds) do known[kind] = true end
for kind in string.gmatch(state[4] or '', '[^,]+') do
  if not known[kind] then return { 'unknown-fact', kind } end
end
if (state[1] or '0') ~= append.baseVersion or (state[2] or '') ~= append.baseHead then return { 'conflict' } end
for _, claim in ipairs(claims) do
  local by = redis.call('HGET', CLAIMS, claim[1])
  if by and by ~= id and by ~= claim[2] then return { 'claimed', claim[1], by } end
end
for _, entry in ipairs(applies) do
  local inbox = tonumber(entry[1])
  if isPast(tonumber(entry[2]), tonumber(entry[3]), redis.call('GET', INBOX_CURSORS[inbox])) then return { 'already-applied' } end
  if redis.call('ZSCORE', INBOX_APPLIED[inbox], entry[4]) then return { 'already-applied' } end
end

for _, fact in ipairs(takeList(5)) do
  local added = redis.pcall('XADD', FACTS, fact[1] .. '-0', 'fact', fact[2], 'previous', fact[3], 'mac', fact[4], 'key', fact[5])
  -- Only the first can be refused: its version is the lowest.
  if type(added) == 'table' and added.err then
    if string.find(added.err, 'equal or smaller', 1, true) then return { 'log-is-ahead' } end
    return added
  end
end
local kinds = state[4] or ''
for _, kind in ipairs(append.kinds) do
  if not string.find(',' .. kinds .. ',', ',' .. kind .. ',', 1, true) then kinds = kinds .. (kinds == '' and '' or ',') .. kind end
end
redis.call('HSET', STATE, 'version', append.version, 'head', append.head, 'foldVersion', append.foldVersion,
  'kinds', kinds, 'nonce', append.nonce, 'snapshot', snapshot, 'seal', append.seal, 'sealKey', append.sealKey)
if append.hasRequest then redis.call('SET', ANSWER, answer, 'EX', append.answerSeconds) end
for _, claim in ipairs(claims) do redis.call('HSET', CLAIMS, claim[1], id) end
for _, entry in ipairs(applies) do redis.call('ZADD', INBOX_APPLIED[tonumber(entry[1])], 0, entry[4]) end

redis.call('ZADD', ALL, append.number, id)
for _, channel in ipairs(append.channels) do redis.call('HSET', BY_CHANNEL, channel, id) end
if append.isOpen then redis.call('ZADD', OPEN, append.number, id) else redis.call('ZREM', OPEN, id) end
if append.isOpen and append.isStorm then redis.call('ZADD', STORMS, append.number, id) else redis.call('ZREM', STORMS, id) end
if append.nextDueAt then redis.call('ZADD', DUE, append.nextDueAt, id) else redis.call('ZREM', DUE, id) end
if append.declaredByAlertsAt then
  redis.call('ZADD', DECLARED, append.declaredByAlertsAt, id)
  redis.call('ZREMRANGEBYSCORE', DECLARED, '-inf', '(' .. append.forgetDeclaredBefore)
end

local episodes, byFingerprint, byGroup, groups = {}, {}, {}, {}
for _, episode in ipairs(takeList(3)) do
  table.insert(episodes, episode[1])
  table.insert(episodes, episode[2])
  table.insert(byFingerprint, '0')
  table.insert(byFingerprint, episode[1])
  table.insert(byGroup, '0')
  table.insert(byGroup, episode[3])
end
for _, group in ipairs(takeList(2)) do
  table.insert(groups, group[1])
  table.insert(groups, group[2])
end
writeInPieces('HSET', EPISODES, episodes)
writeInPieces('ZADD', BY_FINGERPRINT, byFingerprint)
writeInPieces('ZADD', BY_GROUP, byGroup)
writeInPieces('HSET', GROUPS, groups)
return { 'appended' }
`,
};
