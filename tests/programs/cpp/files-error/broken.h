#pragma once

int broken();
