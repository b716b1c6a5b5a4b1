#!/usr/bin/env lua
local config = { server = { port = 8080 } }
local function port(of) return of.server.port end
local function host(of)
  return of.client.host
end
print(port(config))
print(host(config))
